cimport cython


@cython.locals(values=list)
cpdef list values_of(object nodes, str name)

@cython.locals(values=dict)
cpdef dict all_of(object node)

cpdef tuple labels_of(object node)
