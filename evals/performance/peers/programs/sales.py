"""A million sales in four columns, and what is left of them when one region is picked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from pandas import DataFrame
    from plotly.graph_objects import Figure

ROWS, REGIONS, PRODUCTS = 1_000_000, 8, 50


class Found(NamedTuple):
    """What a page shows of some sales.

    Attributes:
        products: The amount of every product.
        amount: All of it.
        units: How many a sale has in the mean.
    """

    products: list[float]
    amount: str
    units: str


class Sales:
    """The columns as arrays, which answer faster than a frame that is asked by names."""

    def __init__(self) -> None:
        chance = np.random.default_rng(7)
        self.region = chance.integers(0, REGIONS, ROWS)
        self.product = chance.integers(0, PRODUCTS, ROWS)
        self.amount = chance.normal(100, 20, ROWS)
        self.units = chance.integers(1, 9, ROWS)

    def frame(self) -> DataFrame:
        """As a frame, with the names of regions and products."""
        from pandas import Categorical, DataFrame

        return DataFrame(
            {
                "region": Categorical.from_codes(self.region, names("region", REGIONS)),
                "product": Categorical.from_codes(self.product, names("product", PRODUCTS)),
                "amount": self.amount,
                "units": self.units,
            }
        )

    def found(self, region: int | None) -> Found:
        """What is shown of one region, or of all."""
        rows = slice(None) if region is None else np.flatnonzero(self.region == region)
        amount = self.amount[rows]
        products = np.bincount(self.product[rows], weights=amount, minlength=PRODUCTS)
        return Found(products.tolist(), f"{amount.sum():,.3f}", f"{self.units[rows].mean():,.3f}")

    def regions(self) -> Figure:
        """A bar for every region, which a person clicks."""
        amounts = np.bincount(self.region, weights=self.amount, minlength=REGIONS)
        return bars(names("region", REGIONS), amounts.tolist())


def names(what: str, count: int) -> list[str]:
    """Names with a number."""
    return [f"{what} {i}" for i in range(count)]


def products(values: list[float]) -> Figure:
    """A bar for every product, which follows."""
    return bars(names("product", PRODUCTS), values)


def bars(x: list[str], y: list[float]) -> Figure:
    """Bars that can be clicked."""
    from plotly.graph_objects import Bar, Figure

    return Figure(Bar(x=x, y=y), layout={"height": 350})
