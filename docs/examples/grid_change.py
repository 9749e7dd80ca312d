from pywry import PyWry
from pywry_tools.models.table import Cell

app = PyWry()
grid = app.show_dataframe(
    [
        {"id": "n1", "task": "Weigh the parcels", "done": True},
        {"id": "n2", "task": "Print the labels", "done": False},
    ],
    row_id="id",
)

# region: change
grid.update_data([{"id": "n3", "task": "Call the courier", "done": False}], strategy="append")
grid.update_data([{"id": "n2", "done": True}], strategy="update")
grid.update_cell("n3", "task", "Call the courier before noon")
grid.update_cells([Cell(row_id="n1", col_id="done", value=False)])
grid.remove_rows(["n1"])
grid.update_columns([{"field": "task", "headerName": "Task", "flex": 1}, {"field": "done"}])
# endregion

# region: read
page = grid.read(columns=["task"], limit=50)
print(page.rows, page.row_ids, page.records)
# endregion

app.block()
