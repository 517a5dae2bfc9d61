"""The pieces of the planner's pages: rules, result, reasons, saving, comparing, inviting."""
