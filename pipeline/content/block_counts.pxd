cimport cython

from pipeline.content.link_kinds cimport link_kind

@cython.locals(
    begins="const int[::1]", ends="const int[::1]", count=Py_ssize_t, b=Py_ssize_t, i=Py_ssize_t, piece=Py_ssize_t, kind=Py_ssize_t,
    start=Py_ssize_t, end=Py_ssize_t,
)
cpdef object count_links(const int[::1] pieces, list addresses, tuple blocks, int[:, ::1] out)

@cython.locals(
    begins="const int[::1]", ends="const int[::1]", rank="int[::1]", sums="int[:, ::1]", met=Py_ssize_t, tags=Py_ssize_t, t=Py_ssize_t, e=Py_ssize_t, b=Py_ssize_t, which=Py_ssize_t,
    first=Py_ssize_t, last=Py_ssize_t,
)
cpdef object count_inside(const unsigned char[::1] codes, const int[::1] watched, tuple blocks, tuple scratch, int[:, ::1] out)

@cython.locals(newest=dict, b=Py_ssize_t, first=Py_ssize_t)
cpdef object count_repeats(list texts, int[::1] counts, unsigned char[::1] before)
