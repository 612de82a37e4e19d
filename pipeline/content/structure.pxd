cimport cython

@cython.locals(
    piece_from="const int[::1]", piece_to="const int[::1]", first="int[::1]", last="int[::1]", pieces=Py_ssize_t, b=Py_ssize_t,
    i=Py_ssize_t, e=Py_ssize_t, end=Py_ssize_t,
)
cpdef object place_elements(tuple pieces_of, const int[::1] begins, int[::1] begun, tuple out)

@cython.locals(b=Py_ssize_t, e=Py_ssize_t, level=Py_ssize_t)
cpdef object climb(const int[::1] owner, const int[::1] parent, int[:, ::1] chain)

@cython.locals(b=Py_ssize_t, e=Py_ssize_t, level=Py_ssize_t, found=list, count=cython.int)
cpdef list number_elements(const int[:, ::1] chain, int[::1] number)

@cython.locals(b=Py_ssize_t, level=Py_ssize_t)
cpdef object name_chain(const int[:, ::1] chain, const int[::1] number, const int[::1] kind_of, long long[:, ::1] out)

@cython.locals(first="int[::1]", last="int[::1]", i=Py_ssize_t, b=Py_ssize_t, level=Py_ssize_t, e=Py_ssize_t)
cpdef object find_pools(const int[:, ::1] chain, tuple levels, tuple spans, long long[:, :, ::1] out)

@cython.locals(e=Py_ssize_t)
cpdef object code_elements(list tags, dict code_of, unsigned char[::1] codes)

@cython.locals(
    newest="int[::1]", before="int[::1]", tally="int[::1]", i=Py_ssize_t, above=Py_ssize_t, child=Py_ssize_t,
    newest_child=Py_ssize_t,
)
cpdef object count_same_siblings(const int[::1] elements, const int[::1] parent, const int[::1] kinds, tuple scratch, int[::1] same)
