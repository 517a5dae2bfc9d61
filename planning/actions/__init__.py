"""What is done where a kecamatan falls short, kept beside the plans and answered by the next editions."""
