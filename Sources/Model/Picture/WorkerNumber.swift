/// Numbers that an agent gives are its own: over several workers they are told apart by the worker's pid, in the same word.
public enum WorkerNumber {
    // A pid has 22 bits at most; 40 are enough to count tasks for a century.
    private static let bits = 40
    private static let mask = 1 << bits - 1

    /// A number with its worker.
    static func packed(_ number: Int, worker: Int) -> Int { worker << bits | number & mask }
    /// The number as the agent gave it.
    public static func number(of packed: Int) -> Int { packed & mask }
    /// The worker that gave it; 0 where there is only one service.
    public static func worker(of packed: Int) -> Int { packed >> bits }
}
