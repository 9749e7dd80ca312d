from pywry import ColDef, ColGroupDef, GridOptions, PyWry

app = PyWry()
grid = app.show_dataframe(
    {"city": ["Bern", "Chur", "Olten"], "people": [134_000, 39_000, 19_000], "metres": [540, 593, 396]},
    row_id="city",
    column_defs=[
        ColGroupDef(header_name="Facts", children=[ColDef(field="people", format=",d"), ColDef(field="metres")]),
    ],
    grid_options=GridOptions(single_click_edit=True, default_col_def=ColDef(editable=True, floating_filter=True)),
)

# region: view
grid.set_filter({"people": {"filterType": "number", "type": "greaterThan", "filter": 20_000}})
grid.set_sort([{"col_id": "metres", "sort": "desc"}])
print(grid.export_csv(columns=["city", "metres"]).text)
# endregion

# region: transaction
grid.apply_transaction(
    add=[{"city": "Zug", "people": 31_000, "metres": 425}],
    update=[{"city": "Chur", "people": 38_900}],
    remove=["Olten"],
)
# endregion

app.block()
