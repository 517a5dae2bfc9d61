"""The page Impor: uploads, what they are taken for, the dry run, the publication."""
