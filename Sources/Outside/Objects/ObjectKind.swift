/// What an object is, as far as a reader of tasks has to tell.
enum ObjectKind: Hashable {
    /// A coroutine, generator or asynchronous generator: it has a frame.
    case generator
    /// Hands an `await` on to the object that it holds.
    case wrapper
    /// A task or a future of `_asyncio`, or of a class made of them.
    case task, future
    case text, number, boolean, bytes, tuple, list, dict, set, none, cell
    case function, method, builtin, partial, module, weakReference, type, code, deque
    /// What wakes a task (up to 3.9).
    case wakeup
    case other

    /// Of the types that C code defines, by their names. The others are `other`, or what their bases make of them.
    static let named: [String: ObjectKind] = [
        "coroutine": .generator, "generator": .generator, "async_generator": .generator,
        "coroutine_wrapper": .wrapper, "async_generator_asend": .wrapper, "async_generator_athrow": .wrapper,
        "anext_awaitable": .wrapper, "_asyncio.FutureIter": .wrapper, "FutureIter": .wrapper,
        "_asyncio.Task": .task, "_asyncio.Future": .future, "str": .text, "int": .number, "bool": .boolean,
        "bytes": .bytes,
        "tuple": .tuple, "list": .list, "dict": .dict, "set": .set, "NoneType": .none, "cell": .cell,
        "function": .function, "method": .method, "builtin_function_or_method": .builtin, "functools.partial": .partial,
        "module": .module, "weakref": .weakReference, "weakref.ReferenceType": .weakReference, "type": .type,
        "code": .code, "collections.deque": .deque, "TaskWakeupMethWrapper": .wakeup,
        "_asyncio.TaskWakeupMethWrapper": .wakeup,
    ]
}

/// A type of the process.
struct ObjectType: Hashable {
    /// Where it is.
    let address: UInt64
    /// `_asyncio.Task`; of a class of Python's only its own name.
    let name: String
    let kind: ObjectKind
    /// Bytes of an instance.
    let basicSize: Int64
    let flags: UInt64
    let weakListOffset: Int64
    let dictOffset: Int64
}
