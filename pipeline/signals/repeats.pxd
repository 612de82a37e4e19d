cimport cython

cdef int BLANK, PIECE, SPACELESS
cdef unsigned long long _ONES, _SEED

@cython.locals(
    codes="const unsigned int[::1]", numbers="int[::1]", before="int[::1]", begins="int[::1]", marks="unsigned int[::1]",
    slots="int[::1]", first="int[::1]", counts="int[::1]", words=Py_ssize_t, i=Py_ssize_t, k=Py_ssize_t,
    size=Py_ssize_t, other=Py_ssize_t, slot=Py_ssize_t, last=Py_ssize_t, number=Py_ssize_t, distinct=Py_ssize_t,
)
cpdef Py_ssize_t number_words(str text, object ids, object sums) except -1

@cython.locals(
    kinds="unsigned short[::1]", words=Py_ssize_t, place=Py_ssize_t, begin=Py_ssize_t, mark="unsigned long long",
    code="unsigned int", kind=int, room=int,
)
cdef Py_ssize_t _cut_words(
    const unsigned int[::1] codes, int[::1] begins, unsigned int[::1] marks, int[::1] before
) except -1

@cython.locals(
    left="int[::1]", right="int[::1]", numbers="int[::1]", slots="int[::1]", first="int[::1]", counts="int[::1]",
    i=Py_ssize_t, places=Py_ssize_t, slot=Py_ssize_t, last=Py_ssize_t, number=Py_ssize_t, distinct=Py_ssize_t,
    other=Py_ssize_t, head="long long", tail="long long", mark="unsigned long long",
)
cpdef tuple number_pairs(object heads, object tails, Py_ssize_t step, object ids)

@cython.locals(
    first="int[::1]", counts="int[::1]", before="int[::1]", number=Py_ssize_t, size=Py_ssize_t, top=Py_ssize_t,
    longest=Py_ssize_t,
)
cpdef Py_ssize_t top_chars(object firsts, object tally, object sums, Py_ssize_t n) except -1

@cython.locals(
    numbers="int[::1]", first="int[::1]", before="int[::1]", place=Py_ssize_t, total=Py_ssize_t, covered=Py_ssize_t,
)
cpdef Py_ssize_t repeated_chars(object ids, object firsts, object sums, Py_ssize_t n) except -1
