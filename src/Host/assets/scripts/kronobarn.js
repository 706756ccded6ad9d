// Every page works without this file. What only makes sense with it is marked data-needs-script and hidden until it has run.
document.documentElement.dataset.script = "on";
