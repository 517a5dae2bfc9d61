"""Numbers as Indonesian text: 1.234,5."""


def numeral(value: float, decimals: int = 0) -> str:
    """The number with a dot for thousands and a comma for decimals; a rounded minus zero is 0."""
    text = f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return text.lstrip("-") if not any(digit in "123456789" for digit in text) else text
