"""A marimo notebook."""

import marimo

app = marimo.App()


@app.cell
def _():
    answer = 42
    return (answer,)


if __name__ == "__main__":
    app.run()
