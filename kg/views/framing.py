"""A page in the frame of a notebook, with what stands there where the frame stays empty."""

from base64 import b64encode
from html import escape

_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
_EMPTY = (
    "Where the frame above is empty or missing, scripts are not trusted here: trust the notebook, or open"
    ' what <code>kg.draw(graph, "graph.html")</code> writes. The same without scripts:'
)


def frame(html: str, svg: str, *, title: str, height: int, words: str = "") -> str:
    """The page as an element of a notebook; below it, folded away, the still picture and some HTML.

    The frame's page reaches neither the notebook nor the network. Places that take frames out of what
    is not trusted leave the sentence, the picture and the words.
    """
    picture = b64encode(svg.encode()).decode()
    return (
        f'<iframe sandbox="{_SANDBOX}" title="{escape(title)}" loading="lazy" width="100%"'
        f' height="{height}" style="border:1px solid #8884;border-radius:8px"'
        f' srcdoc="{escape(html)}"></iframe>'
        f"<details><summary><small>{_EMPTY}</small></summary>"
        f'<img alt="{escape(title)}" src="data:image/svg+xml;base64,{picture}" style="max-width:100%">'
        f"{words}</details>"
    )
