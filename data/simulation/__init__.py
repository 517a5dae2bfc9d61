"""Sample exports of five cities: every person, number and address in them is invented.

Places, kinds and sub activities are the real ones of data/reference/. A NIK of this package begins with `99`, which
is no province, so that no invented person can be a real one; telephone numbers begin with 0800-0000.
"""
