"""What describes the published files to other programs."""
