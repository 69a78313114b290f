-- nvim --headless -u NONE -l neovim.lua NOTE COMMAND…: open a note, list what is found, hover, apply an action.
-- Everything that happened is written as one JSON object.
local note = _G.arg[1]
local command = vim.list_slice(_G.arg, 2)
local out = { diagnostics = {}, actions = {} }
vim.cmd("edit " .. vim.fn.fnameescape(note))
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.start({ name = "careword", cmd = command, root_dir = vim.fs.dirname(note) })

local function wait(fits)
  return vim.wait(120000, fits, 50)
end
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 120000)
  for _, answer in pairs(answers or {}) do
    return answer.result
  end
end

wait(function() return #vim.diagnostic.get(buffer) > 0 end)
local client = vim.lsp.get_clients({ bufnr = buffer })[1]
out.encoding = client.offset_encoding
for _, item in ipairs(vim.diagnostic.get(buffer)) do
  local line = vim.api.nvim_buf_get_lines(buffer, item.lnum, item.lnum + 1, false)[1]
  table.insert(out.diagnostics, { code = item.code, words = line:sub(item.col + 1, item.end_col) })
end
local first = vim.diagnostic.get(buffer)[1]
local place = { line = first.lnum, character = first.col }
local where = { uri = vim.uri_from_bufnr(buffer) }
local said = ask("textDocument/hover", { textDocument = where, position = place })
out.hover = said and said.contents.value
local range = { start = place, ["end"] = { line = first.end_lnum, character = first.end_col } }
local actions = ask("textDocument/codeAction", { textDocument = where, range = range, context = { diagnostics = {} } })
for _, action in ipairs(actions or {}) do
  table.insert(out.actions, action.title)
end
local chosen = actions[1]
if not chosen.edit then
  chosen = ask("codeAction/resolve", chosen)
end
vim.lsp.util.apply_workspace_edit(chosen.edit, client.offset_encoding)
local before = #out.diagnostics
wait(function() return #vim.diagnostic.get(buffer) < before end)
out.left = #vim.diagnostic.get(buffer)
out.lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
io.stdout:write(vim.json.encode(out) .. "\n")
vim.cmd("qa!")
