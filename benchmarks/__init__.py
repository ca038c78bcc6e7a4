"""What is measured of the product, by scripts that anybody can run. Nothing here is a test: a clock proves nothing on a shared machine."""
