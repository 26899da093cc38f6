import Model

/// What gdb is told to do: run a Python script in a process, then let it go.
///
/// Two ways, both places where the interpreter expects Python to be run. A thread that has let go of the interpreter and
/// sits in a quiet wait can take it up again as any C code does. Else the interpreter is asked to make a call of ours when it
/// next looks for signals and pending calls, and a breakpoint there says when it does.
///
/// No string is ever passed as an argument: gdb would call a `malloc` for it, and, from outside a container, the wrong one.
struct GdbScript: Hashable {
    /// The process, in our pid namespace.
    let pid: Int
    /// The Python script to run, as the process sees it: letters, digits and `/._-+,@%` only.
    let path: String
    /// The thread to call Python from; nil to use breakpoints.
    let quiet: QuietThread?

    /// What the script prints once Python has run.
    static let done = "looptop: done"
    /// What it prints where it does not run Python, for there is more than one interpreter to run it in.
    static let several = "looptop: several interpreters"

    /// The commands, for `gdb -x`.
    var text: String {
        """
        set confirm off
        set pagination off
        set unwindonsignal on
        handle all nostop noprint pass
        sharedlibrary libpython
        set $ready = 0
        set $entered = 0
        \(count)
        \(quiet.map(enter) ?? "")
        if $ready == 0
        \(wait)
        \(count)
        end
        if $ready == 1
        \(run)
        end
        if $entered == 1
        call ((void(*)(int))PyGILState_Release)($state)
        end
        detach
        quit

        """
    }

    /// In several interpreters nothing is run.
    private var count: String {
        """
        set $head = ((void*(*)(void))PyInterpreterState_Head)()
        if ((void*(*)(void*))PyInterpreterState_Next)($head) != 0
        echo \(Self.several)\\n
        set $ready = 2
        end
        """
    }

    /// It must still be so now that the process stands still; and C code may wait there without having let go of the
    /// interpreter, in the midst of whatever it does: there Python is not run.
    private func enter(_ thread: QuietThread) -> String {
        """
        shell grep -q '^\(thread.call) ' /proc/\(pid)/task/\(thread.id)/syscall
        if $_shell_exitcode == 0 && $ready == 0
        if ((int(*)(void))PyGILState_Check)() == 0
        set $state = ((int(*)(void))PyGILState_Ensure)()
        set $entered = 1
        set $ready = 1
        end
        end
        """
    }

    private var wait: String {
        """
        set $queued = ((int(*)(void*,void*))Py_AddPendingCall)((void*)&PyCallable_Check, (void*)0)
        break *((long)&PyErr_CheckSignals)
        break *((long)&PyCallable_Check) if \(Machine.firstArgument) == 0
        continue
        delete
        if $pc == (long)&PyErr_CheckSignals || $pc == (long)&PyCallable_Check
        set $ready = 1
        end
        """
    }

    private var run: String {
        // In namespaces of its own: nothing of it stays in the service's __main__.
        let code = "exec(\"with open('\(path)') as f: exec(f.read(), {})\", {})"
        let text = code.changing("\"", to: "\\\"")
        return """
            set $text = ((char*(*)(unsigned long))PyMem_RawMalloc)(\(code.utf8.count + 1))
            if $text != 0
            set {char[\(code.utf8.count + 1)]}$text = "\(text)"
            set $result = ((int(*)(char*))PyRun_SimpleString)($text)
            call ((void(*)(char*))PyMem_RawFree)($text)
            echo \(Self.done)\\n
            end
            """
    }
}
