"""The look of every figure: colours told apart by the colour-blind, fonts by family name, no network."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any, Final

import altair as alt

# Okabe and Ito's palette (https://jfly.uni-koeln.de/color/)
BLUE, SKY, ORANGE, GREEN, RED, GREY, INK = "#0072B2", "#56B4E9", "#E69F00", "#009E73", "#D55E00", "#C9CDD2", "#222B36"
FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"  # the first comes with the renderer
PIXELS_PER_POINT: Final = 2.0


class Rows(alt.InlineData):
    """Data points of a chart, which nobody changes: Altair copies a chart many times while it is put together, and need
    not copy them along. Otherwise as `alt.InlineData`."""

    def __deepcopy__(self, memo: object) -> Rows:
        return self


def day_text(moment: datetime) -> str:
    """An instant in words, UTC."""
    return f"{moment:%d %B %Y, %H:%M} UTC"


def titled(title: str, *lines: str) -> alt.TitleParams:
    """A title with what the reader must know below it."""
    return alt.TitleParams(title, subtitle=[line for line in lines if line])


def styled(chart: Any) -> Any:
    """The chart with the common look."""
    # Set in one go: each of Altair's configure_... methods copies the whole chart with its data.
    chart.config = alt.Config(
        font=FONT,
        background="white",
        title=alt.TitleConfig(
            fontSize=17, anchor="start", color=INK, subtitleFontSize=12, subtitleColor="#555", offset=12
        ),
        axis=alt.AxisConfig(
            labelFontSize=11, titleFontSize=12, titleFontWeight="normal", labelColor=INK, titleColor=INK,
            gridColor="#E7E9EC", domainColor="#9AA3AD", tickColor="#9AA3AD", labelLimit=260,
        ),
        view=alt.ViewConfig(stroke="#9AA3AD"),
        legend=alt.LegendConfig(
            orient="bottom", title=None, labelFontSize=12, symbolOpacity=1, labelLimit=400, columnPadding=18, columns=5,
            symbolStrokeWidth=1,
        ),
    )  # fmt: skip
    return chart


def svg(chart: Any, *, checked: bool = True) -> bytes:
    """The figure as SVG: same chart, same bytes; fonts by family name only, nothing fetched.

    `checked`: held against the schema of Vega-Lite first, which takes longer than drawing a small one.
    """
    import vl_convert

    # As chart.save does it, without its copies of the data.
    version = "_".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return _numbered(vl_convert.vegalite_to_svg(chart.to_dict(validate=checked), vl_version=version)).encode()


def _numbered(text: str) -> str:
    """Clip paths numbered from 1: the renderer goes on counting from one figure to the next."""
    numbers: dict[str, int] = {}
    return re.sub(r"\bclip(\d+)\b", lambda m: f"clip{numbers.setdefault(m[1], len(numbers) + 1)}", text)


def png(chart: Any) -> bytes:
    """The figure as PNG at twice the nominal size."""
    data = io.BytesIO()
    chart.save(data, format="png", engine="vl-convert", scale_factor=PIXELS_PER_POINT)
    return data.getvalue()
