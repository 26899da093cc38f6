"""A Bokeh application that changes by itself."""

import time

from bokeh.models import ColumnDataSource
from bokeh.plotting import curdoc, figure

source = ColumnDataSource({"x": [0], "y": [0]})
plot = figure(title="answer")
plot.line("x", "y", source=source)
curdoc().add_root(plot)
curdoc().add_periodic_callback(lambda: source.stream({"x": [time.time()], "y": [1]}, 100), 200)
