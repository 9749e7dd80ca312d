from pywry import PyWry, PyWryError
from pywry_tools.errors import NoPage, NoSuchWidget

with PyWry(open_tabs=False) as app:
    page = app.show("<h1>Hi</h1>", label="home")

    # region: catch
    try:
        app.get("hom")
    except NoSuchWidget as error:
        print(error.code, error)

    try:
        page.eval_js("document.title", timeout_s=0.2)
    except NoPage as error:
        print(error)

    try:
        page.navigate("javascript:alert(1)")
    except PyWryError as error:
        print(error.code, error)
    # endregion
