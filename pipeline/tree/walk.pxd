cimport cython

from pipeline.tree.blanks cimport fold_blanks

cdef int INLINE, LINK, LINE_BREAK, BLOCK, SPECIAL
cdef int MAX_MARK_CHARS, FIRST_ELEMENTS, FIRST_BLOCKS
cdef dict WAY_OF_TAG


cdef class Walker:
    cdef readonly object head
    cdef readonly list tag, nodes, pieces, text
    cdef int[::1] parent, piece_from, piece_to, block_of, outermost
    cdef int[::1] owner, first_piece, last_piece, first_element, last_element
    cdef readonly Py_ssize_t chars
    cdef Py_ssize_t max_nodes, max_depth, max_blocks
    cdef int innermost, block, depth, skipped, pre, first, element_at_first
    cdef bint breaks, line_has_text

    @cython.locals(above=list)
    cpdef walk(self, object document)

    cpdef tuple elements(self)
    cpdef tuple blocks(self)

    @cython.locals(tag=str, e=Py_ssize_t, way=int)
    cdef _start_element(self, object node)

    @cython.locals(e=Py_ssize_t)
    cdef _add_element(self, object node, str tag, bint is_block)

    @cython.locals(e=int, above=int)
    cdef _end_element(self)

    @cython.locals(is_blank=bint, inside=bint)
    cdef _add_text(self, str data, object parent)

    cdef _break_line(self)

    @cython.locals(first=Py_ssize_t, last=Py_ssize_t, b=Py_ssize_t, text=str, raw=str)
    cdef _end_block(self)

    cdef bint _enter_special(self, object node, str tag) except -1
    cdef _make_room_for_elements(self)
    cdef _make_room_for_blocks(self)


cdef bint _is_anchor_mark(str text, object parent) except -1

@cython.locals(lines=list, begin=Py_ssize_t, p=Py_ssize_t, line=str)
cdef str _fold_lines(list pieces)

cdef object _room(Py_ssize_t n)
cdef object _doubled(object values)
cdef object _filled(object values, Py_ssize_t n)
