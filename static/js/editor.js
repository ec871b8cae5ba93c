// The rich editor over the text area of an article. The bundle (ProseMirror, Tiptap) is that of django-prose-editor; the
// toolbar is ours (panel_toolbar.html), so that its words are Polish and it obeys the policy on styles. Without this
// file, or when the bundle does not come, the text area stays, with the same checks on the server.
const area = document.querySelector("[data-writing] [name=body]")
const script = document.getElementById("editor-script")
const tools = document.getElementById("prose-tools")
const dialog = document.getElementById("link-dialog")

const commands = {
  paragraph: (chain) => chain.setParagraph(),
  heading: (chain, level) => chain.toggleHeading({ level }),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
}

const extensions = (kit) => [
  kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.Bold, kit.Italic, kit.BulletList, kit.OrderedList, kit.ListItem,
  kit.Blockquote, kit.HorizontalRule, kit.History, kit.Table, kit.TableRow, kit.TableHeader, kit.TableCell,
  kit.Heading.configure({ levels: [2, 3, 4] }),
  // A link is made on purpose: two sentences without a space between them are not an address.
  kit.Link.configure({ enableTarget: false, autolink: false, protocols: ["http", "https", "mailto", "tel"] }),
]

const empty = (html) => /^<p[^>]*><\/p>$/.test(html)

const start = (kit) => {
  const label = area.labels[0]
  label.id ||= "id_body_label"
  const box = document.createElement("div")
  box.className = "prose-box"
  area.before(box)
  const described = area.getAttribute("aria-describedby")
  const attributes = { "aria-labelledby": label.id, "aria-multiline": "true", role: "textbox", class: "prose", lang: document.querySelector("[name=language]").value }
  if (described) attributes["aria-describedby"] = described
  if (area.getAttribute("aria-invalid")) attributes["aria-invalid"] = "true"
  const editor = new kit.Editor({
    element: box,
    extensions: extensions(kit),
    content: area.value,
    injectCSS: false,
    editorProps: { attributes },
    onUpdate: ({ editor }) => {
      const html = editor.getHTML()
      area.value = empty(html) ? "" : html
      area.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  area.hidden = true
  // Links of the checklist and of errors lead to the text; the label does, too.
  area.id = "id_body_source"
  editor.view.dom.id = "id_body"
  editor.view.dom.tabIndex = 0
  label.removeAttribute("for")
  label.addEventListener("click", () => editor.commands.focus())
  area.addEventListener("restored", () => editor.commands.setContent(area.value))
  bar(editor, box)
}

// One stop for the tab key; arrows move between the buttons (toolbar pattern of ARIA).
const bar = (editor, box) => {
  const drawn = tools.content.firstElementChild.cloneNode(true)
  box.before(drawn)
  const buttons = [...drawn.querySelectorAll("button")]
  const stop = (button) => buttons.forEach((one) => { one.tabIndex = one === button ? 0 : -1 })
  stop(buttons[0])
  drawn.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(document.activeElement)
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = buttons[(to + buttons.length) % buttons.length]
    stop(next)
    next.focus()
  })
  drawn.addEventListener("click", (event) => {
    const button = event.target.closest("button")
    if (!button) return
    stop(button)
    if (button.dataset.do === "link") askLink(editor)
    else {
      // At once, not with the editor's own focus command: that waits for a frame, and a key typed meanwhile is lost.
      editor.view.focus()
      commands[button.dataset.do](editor.chain(), Number(button.dataset.level)).run()
    }
  })
  // A press of the mouse leaves the caret where it was.
  drawn.addEventListener("mousedown", (event) => event.preventDefault())
  const show = () => {
    for (const button of buttons) {
      const name = button.dataset.do
      if (name === "undo" || name === "redo") button.setAttribute("aria-disabled", String(!editor.can()[name]()))
      else button.setAttribute("aria-pressed", String(name === "heading" ? editor.isActive(name, { level: Number(button.dataset.level) }) : editor.isActive(name)))
    }
  }
  editor.on("transaction", show)
  show()
}

const askLink = (editor) => {
  const field = dialog.querySelector("input")
  field.value = editor.getAttributes("link").href ?? ""
  dialog.returnValue = ""
  dialog.onclose = () => {
    const href = field.value.trim()
    const chain = editor.chain().focus().extendMarkRange("link")
    if (dialog.returnValue === "unset" || (dialog.returnValue === "set" && !href)) chain.unsetLink().run()
    else if (dialog.returnValue === "set" && editor.state.selection.empty && !editor.isActive("link")) {
      editor.chain().focus().insertContent([{ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }]).run()
    } else if (dialog.returnValue === "set") chain.setLink({ href }).run()
    else editor.commands.focus()
  }
  dialog.showModal()
}

if (area && !area.disabled) import(script.dataset.prose).then(start).catch(() => { area.hidden = false })
