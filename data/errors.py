"""The one base class for what a user can mend."""


class UserError(Exception):
    """A fault the user can mend; the message is Indonesian and says what, where, and what to do.

    Entry points print the message without a traceback and exit with `exit_code`. Everything that is
    not a UserError is a fault of the program and crashes loudly.
    """

    exit_code = 2


class PublicationStopped(UserError):
    """A check refused the new edition; the old one stays."""

    exit_code = 3
