import logging
import tempfile
import threading
import time
from pathlib import Path

from bokeh_sampledata.stocks import IBM

from pywry import PyWry

path = Path(tempfile.mkdtemp()) / "market.log"
logging.basicConfig(filename=path, format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)


def work() -> None:
    for date, open_, close in zip(IBM["date"], IBM["open"], IBM["close"], strict=True):
        level = logging.WARNING if close < 0.97 * open_ else logging.INFO
        logging.getLogger("market").log(level, "IBM closed at %.2f on %s", close, date)
        time.sleep(0.1)


threading.Thread(target=work, daemon=True).start()


# region: follow
def parse(line: str) -> dict[str, str] | None:
    _, clock, level, message = line.split(" ", 3)
    return None if level == "DEBUG" else {"time": clock, "level": level, "message": message}


app = PyWry(title="The market's log")
table = app.show_dataframe({"time": [], "level": [], "message": []})
table.live(path, parse=parse, window=500)
# endregion

app.block()
