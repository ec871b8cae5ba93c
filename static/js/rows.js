// After htmx brought rows of a form: the focus goes into the new row (data-focus), or to what asks for it (autofocus).
// Without htmx the page comes whole, and the same holds.
const focus = () => document.querySelector("[data-focus] input, [data-focus] select, [data-focus] textarea")?.focus()

document.addEventListener("htmx:afterSettle", focus)
focus()
