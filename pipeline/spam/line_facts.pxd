cimport cython

ctypedef unsigned long long Bits

cdef Bits[::1] CLASSES
cdef Bits AT, BAR, BLANK, BRACKET, CAPTION, CASED, COLON, CUT, DATA, DIGIT, EDGE, EXCLAIM, FOREIGN, HASH, HEADING, KEPT
cdef Bits LATIN, LETTER, LISTED, LOWER, NAME, NO_CAPTION, NO_TERMS, NO_TITLE, PROSE, RECORD, REPEATED, SHORT, SIGN, SLASH
cdef Bits JOINT, STOP, TERM, TERMS, TITLE, UNSPACED, UPPER, USER, VALUE, WIDE
cdef unsigned int TABLE_SIZE
cdef Py_ssize_t MIN_COPY_CHARS, MAX_COPY_CHARS, MIN_LIST_CHARS, MAX_LIST_CHARS, MIN_TITLE_CHARS, MAX_TITLE_CHARS
cdef Py_ssize_t MIN_CAPTION_CHARS, MAX_CAPTION_CHARS, MIN_TERM_CHARS, MAX_TERM_CHARS, MIN_RECORD_CHARS, MAX_RECORD_CHARS
cdef Py_ssize_t PROSE_CHARS, PROSE_BLANKS, WIDE_CHARS, LONG_CHARS, QUESTION_CHARS, INTRO_CHARS, ODD_CHARS, TERM_BLANKS
cdef Py_ssize_t TITLE_BLANKS, MAX_TITLE_BLANKS, MIN_CUTS, VALUE_CHARS, VALUE_DIGITS, NAME_CHARS, MIN_FIELDS, HEAD_CHARS
cdef Py_ssize_t WORD_CHARS, USER_CHARS, LATIN_CHARS, MAX_NUMBERS, MIN_WORDS
cdef str NAME_EDGES
cdef dict OF_KINDS
cdef frozenset TELLING

@cython.locals(facts=list, count=Py_ssize_t, i=Py_ssize_t, found=Bits, reader=_Reader)
cpdef list read_lines(list texts, object kinds)

cpdef object shape_of(str text)

@cython.locals(words=Py_ssize_t, capitals=Py_ssize_t, length=Py_ssize_t, char=Py_UCS4, code="unsigned int",
    first=Bits, bits=Bits)
cpdef double capital_share(str text) except -1

@cython.locals(code="unsigned int")
cdef Bits _class_at(str text, Py_ssize_t k) except? 0

cdef class _Reader:
    cdef str text
    cdef Py_ssize_t size, blanks, digits, cuts, unspaced, words
    cdef Bits kind, seen, first, last

    @cython.locals(found=Bits)
    cdef Bits read(self, str text, Bits kind) except? 0

    @cython.locals(
        seen=Bits, bits=Bits, before=Bits, blanks=Py_ssize_t, digits=Py_ssize_t, cuts=Py_ssize_t,
        unspaced=Py_ssize_t, words=Py_ssize_t, char=Py_UCS4, code="unsigned int",
    )
    cdef int _count(self) except -1

    @cython.locals(at=Py_ssize_t, end=Bits)
    cdef bint _is_running(self) except -1

    @cython.locals(data=bint, more=Bits)
    cdef Bits _read_title(self) except? 0

    cdef bint _may_head(self) except -1

    @cython.locals(seen=Bits)
    cdef bint _has_data(self) except -1

    @cython.locals(more=Bits, first=Py_UCS4, last=Py_UCS4)
    cdef Bits _read_term(self) except? 0

    @cython.locals(more=Bits, seen=Bits, address=bint)
    cdef Bits _read_values(self) except? 0

    @cython.locals(text=str)
    cdef bint _has_fields(self) except -1

@cython.locals(k=Py_ssize_t)
cdef bint _begin_alike(str text, str other) except -1

@cython.locals(end=Py_ssize_t, at=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t, _=Py_ssize_t)
cdef bint _starts_latin(str text, Py_ssize_t size) except -1
