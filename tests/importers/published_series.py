"""Files of the Greater London Authority's State of London reports as they stand in public, small: real figures typed here."""

from __future__ import annotations

# The database of the report of 2024: a row a point of a chart.
STATE_OF_LONDON = """\
dataset,charttitle,subtitle,source,xwhich,xvarchar,xvardt,yvllb,yval
sol_tno,Total Notifiable Offences,Number of offences recorded by the MPS,MOPAC,2,,2023-06-01,count,86420.0
sol_da,Domestic Abuse Offences,Number of offences recorded by the MPS,MOPAC,2,,2023-05-01,count,8257.0
sol_da,Domestic Abuse Offences,Number of offences recorded by the MPS,MOPAC,2,,2023-06-01,count,8389.0
sol_fair,Fair Treatment,Percentage (PAS) who agree,MOPAC,2,,2023-06-01,Proportion,0.64
sol_vctsat,Satisfaction,Percentage (USS/TDIU),MOPAC,1,2023Q1,,Face-to-Face Reporting (USS),0.66
sol_vctsat,Satisfaction,Percentage (USS/TDIU),MOPAC,1,2023Q2,,Face-to-Face Reporting (USS),0.64
sol_vctsat,Satisfaction,Percentage (USS/TDIU),MOPAC,1,2023Q2,,Online Reporting (TDIU),0.34
sol_dark,Feeling of Safety after Dark,that feel unsafe walking alone,MOPAC,1,2020Q1,,Feel Safe (All),0.76
sol_dark,Feeling of Safety after Dark,that feel unsafe walking alone,MOPAC,1,2020Q2,,Feel Safe (All),
sol_dark,Feeling of Safety after Dark,that feel unsafe walking alone,MOPAC,1,2020Q3,,Feel Safe (All),
sol_dark,Feeling of Safety after Dark,that feel unsafe walking alone,MOPAC,1,2020Q4,,Feel Safe (All),
sol_dark,Feeling of Safety after Dark,that feel unsafe walking alone,MOPAC,1,2021Q1,,Feel Safe (All),
sol_dark,Feeling of Safety after Dark,that feel unsafe walking alone,MOPAC,1,2021Q2,,Feel Safe (All),0.65
sol_dark,Feeling of Safety after Dark,that feel unsafe walking alone,MOPAC,1,2021Q2,,Feel Safe (Female),0.53
sol_dark,Feeling of Safety after Dark,that feel unsafe walking alone,MOPAC,1,2021Q2,,Feel Safe (Male),0.76
"""

# The database of the report of 2025. The sorting key of the last quarter of a financial year is a year too early.
STATE_OF_LONDON_2025 = """\
dataset,timeperiod_sortable,timeperiod_label,timeperiod_type,area_name,value,series_or_area_code
tno,20230401.0,2023-24,Annual,London,936332.0,E12000007
safe_home,20220101,2022,Annual,London,76.0,
proven_reoffending,20220601.0,Jun-22,Annual,London,0.2281,E12000007
proven_reoffending,20230601.0,Jun-23,Annual,London,0.2242,E12000007
proven_reoffending,20200601.0,Jun-20,Annual,London,0.26789999999999997,E12000007
proven_reoffending,20210601.0,Jun-21,Annual,London,0.2347,E12000007
trust_in_mps,20240101.0,2024,Annual,London,0.71,E12000007
victimisation_rate,20231201.0,Dec-23,Monthly,London,0.03,E12000007
victimisation_rate,20240101.0,Jan-24,Monthly,London,0.05,E12000007
hate_crimes,20240301.0,Mar-24,Monthly,London,1737.0,
worried_crime_asb,20230101.0,Q4 23-24,Quarter,London,0.43,Worried about crime
worried_crime_asb,20240401.0,Q1 24-25,Quarter,London,0.46,Worried about crime
worried_crime_asb,20240701.0,Q2 24-25,Quarter,London,0.48,Worried about crime
"""

HATE_CRIME = """\
dataset,xwhich,period,month,value,series
htcrm,2,,2023-12-01,2281.0,
htcrm,2,,2024-01-01,2042.0,
sol_phtcrm,1,2020Q1,,0.17,solid1
sol_phtcrm,1,2020Q2,,,
sol_phtcrm,1,2021Q2,,0.48,solid2
sol_insttrst,2,,2022-02-01,0.5185570498814565,
"""
