" vim -Nu ale.vim -i NONE -es: open a note with ALE, list what is found, hover, apply an action.
" ALE asks which of several actions it is to be; the number comes on standard input.
" $ALE is ALE's folder, $NOTE the note, $SERVER the program, $ARGUMENTS what it is given, $OUT where to write.
set nocompatible hidden
filetype plugin on
let &runtimepath .= ',' . $ALE
let g:ale_linters_explicit = 1
let g:ale_disable_lsp = 0
let g:ale_hover_to_preview = 1
call ale#Set('x', 0)
call ale#linter#Define('text', {'name': 'careword', 'lsp': 'stdio', 'executable': $SERVER, 'command': '%e ' . $ARGUMENTS, 'project_root': getcwd()})
let g:ale_linters = {'text': ['careword']}
runtime plugin/ale.vim
execute 'edit ' . $NOTE
setlocal filetype=text
ALELint
let s:tries = 0
while s:tries < 600 && empty(ale#engine#GetLoclist(bufnr('')))
  sleep 100m
  let s:tries += 1
endwhile
let s:out = []
for item in ale#engine#GetLoclist(bufnr(''))
  call add(s:out, printf('found: %d:%d-%d %s', item.lnum, item.col, item.end_col, get(item, 'code', '')))
endfor
let s:first = ale#engine#GetLoclist(bufnr(''))[0]
let s:before = getline(1, '$')
call cursor(s:first.lnum, s:first.col)
let s:note = win_getid()
ALEHover
let s:tries = 0
while s:tries < 600 && empty(filter(range(1, winnr('$')), {_, at -> getwinvar(at, '&previewwindow')}))
  sleep 100m
  let s:tries += 1
endwhile
for at in filter(range(1, winnr('$')), {_, at -> getwinvar(at, '&previewwindow')})
  call add(s:out, 'hover: ' . join(getbufline(winbufnr(at), 1, '$'), ' '))
endfor
call win_gotoid(s:note)
ALECodeAction
let s:tries = 0
while s:tries < 600 && getline(1, '$') ==# s:before
  sleep 100m
  let s:tries += 1
endwhile
call add(s:out, 'text: ' . string(getline(1, '$')))
call writefile(s:out, $OUT)
qa!
