/// Where things lie in the structures of one minor version of CPython: distances in bytes, of builds with 64 bits and with
/// the GIL.
struct Layout {
    /// `_PyRuntime`.
    struct Runtime {
        var interpretersHead: Int
        /// The `pthread_t` of the main thread.
        var mainThread: Int
    }

    /// An interpreter.
    struct Interpreter {
        var next: Int
        var threadsHead: Int
        /// `sys.modules`.
        var modules: Int
        /// Tasks of threads that have ended; nil before 3.14.
        var tasksHead: Int?
    }

    /// The lock. Where there is a `pointer`, it is in the interpreter and leads to the lock; else the lock is in the runtime.
    struct Gil {
        var pointer: Int?
        var lastHolder: Int
        var locked: Int
    }

    /// A thread state.
    struct Thread {
        var next: Int
        var interpreter: Int
        /// Its `pthread_t`.
        var threadID: Int
        /// The kernel's number; nil before 3.11.
        var nativeID: Int?
        /// The newest frame; where `viaCFrame` is known, what lies here leads to where that lies.
        var frame: Int
        var viaCFrame: Int?
        /// The loop and the task that run; nil before 3.14.
        var runningLoop, runningTask, tasksHead: Int?
    }

    /// Types: the same in all versions, but for the keys that instances share.
    struct TypeObject {
        var name = 24
        var basicSize = 32
        var flags = 168
        var weakListOffset = 208
        var base = 256
        var dictOffset = 288
        var cachedKeys: Int
    }

    /// Objects of all kinds. What is not listed here is the same in all versions: see `Objects`.
    struct Values {
        /// Where the text of a `str` begins, of one in ASCII, and of another.
        var ascii, otherText: Int
        /// An `int` has a tag with sign and size (3.12+); before it has a signed size.
        var hasIntTag: Bool
        var tupleItems: Int
        /// The keys of a dict are as since 3.11: with the widths' logarithms and a kind.
        var hasKeyKinds: Bool
        /// The number of entries, and the index, in the keys of a dict.
        var keyCount, keyIndices: Int
        /// Of an instance's values: where the first one is.
        var firstValue: Int
        var functionCode, functionClosure, functionQualname: Int
        /// How attributes of an instance are found.
        var attributes: Attributes
    }

    /// Where the attributes of an instance are, if its type is "managed" (`Py_TPFLAGS_MANAGED_DICT`).
    enum Attributes {
        /// It never is (up to 3.10).
        case dictOnly
        /// Two words before the object: values and dict (3.11).
        case twoWords
        /// One word, whose lowest bit tells which of both it is (3.12).
        case taggedWord
        /// A dict before the object, and values inside of it (3.13+).
        case inline
    }

    /// Code.
    struct Code {
        var firstLine, fileName, name: Int
        /// nil before 3.11.
        var qualname: Int?
        var lineTable: Int
        var lines: LineFormat
        /// The instructions: in the object itself (3.11+), or in a `bytes` object.
        var adaptive: Int?
        var codeBytes: Int?
        /// The names of all local variables in one tuple (3.11+), or of those of three kinds.
        var localNames: Int?
        var localKinds: Int?
        var varNames, cellVars, freeVars: Int?
    }

    /// How line tables are written.
    enum LineFormat {
        /// `co_lnotab`: up to 3.9.
        case lnotab
        /// PEP 626: 3.10.
        case ranges
        /// PEP 657: from 3.11 on.
        case locations
    }

    /// A frame.
    struct Frame {
        var code, back: Int
        /// Where it is in its code: see `Position`.
        var position: Int
        var positionKind: Position
        var stack: Stack
        var locals: Int
        /// Who owns it: 1 a generator, `entry` and above: no frame of Python's. nil where the frame refers to its generator.
        var owner: Int?
        var firstEntryOwner: UInt8
        /// The generator that a frame belongs to (up to 3.10).
        var generator: Int?
    }

    /// What the word at `Frame.position` is.
    enum Position {
        /// An `int`, in units of so many bytes.
        case index(unit: Int)
        /// The address of an instruction.
        case address
    }

    /// How the top of a frame's stack of values is found.
    enum Stack {
        /// A pointer behind the top (3.8, 3.9, 3.14+).
        case pointer(Int)
        /// A depth, and where the stack begins (3.10).
        case depth(Int, base: Int)
        /// A number of words from the first local variable (3.11 to 3.13).
        case words(Int)
    }

    /// Coroutines, generators and asynchronous generators.
    struct Generator {
        /// The frame: inside (3.11+), or behind a pointer.
        var frame: Int
        var isFrameInside: Bool
        var qualname: Int
        var state: StatePlace
        var states: States
        /// How one tells that it is suspended at an `await` or `yield from`, and which word below the top is awaited then.
        var awaiting: Awaiting
        var awaitedBelowTop: Int
    }

    /// Where the state of a generator is.
    enum StatePlace {
        /// A byte that is not 0 while it runs, in the generator (up to 3.9).
        case running(Int)
        /// In the frame (3.10).
        case frame(Int)
        /// In the generator (3.11+).
        case generator(Int)
    }

    /// The numbers of a generator's states.
    struct States {
        var created, running: Int8
        /// From this one on it has ended.
        var firstEnded: Int8
    }

    /// How a suspended frame tells that it awaits something.
    enum Awaiting {
        /// The next instruction is this one.
        case instruction(UInt8)
        /// The argument of the next instruction, a `RESUME`, is 2 or 3.
        case resume
        /// By its state.
        case states(ClosedRange<Int8>)
    }

    /// Futures and tasks of `_asyncio`.
    struct Task {
        /// Sizes of both types: what the layout is known by.
        var futureSize, size: Int
        var weakListOffset, dictOffset: Int
        var state, waiter, coroutine, name: Int
        var mustCancel: Int
        /// The bit; nil where it is a whole `int`.
        var mustCancelBit: UInt8?
        var cancels: Int?
        /// The node of the list that it hangs in (3.14+).
        var node: Int?
    }

    var runtime: Runtime
    var interpreter: Interpreter
    var gil: Gil
    var thread: Thread
    var type: TypeObject
    var values: Values
    var code: Code
    var frame: Frame
    var generator: Generator
    var task: Task
    /// Minor version.
    let minor: Int
}
