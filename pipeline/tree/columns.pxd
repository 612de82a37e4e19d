cimport cython


@cython.locals(n=Py_ssize_t, e=Py_ssize_t, depth="int[::1]")
cpdef object depths(int[::1] parent)

@cython.locals(elements=list, addresses=list, e=Py_ssize_t, name=str)
cpdef tuple links(list tag, list nodes)

@cython.locals(
    first="int[::1]", last="int[::1]", begins="int[::1]", ends="int[::1]", edge="int[::1]",
    all_chars="long long[::1]", link_chars="long long[::1]",
    n=Py_ssize_t, i=Py_ssize_t, b=Py_ssize_t, p=Py_ssize_t, opened=Py_ssize_t, size=Py_ssize_t,
)
cpdef tuple count_characters(list pieces, tuple blocks, tuple linked)
