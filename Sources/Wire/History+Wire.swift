import Model

extension HistorySample {
    /// The columns of `history`. Counters become what happened in each second: the first row has nothing before it.
    static func list(from json: inout JSONScanner) throws(WireError) -> [HistorySample] {
        var times: [Double?] = []
        var columns: [(name: String, values: [Double?])] = []
        var first = true
        try json.enterObject()
        while let key = try json.nextKey(&first) {
            guard key == "t" || gauges[key] != nil || counters[key] != nil else {
                try json.skip()
                continue
            }
            guard let column = try json.optional({ json throws(WireError) in try json.doubleColumn() }) else {
                continue
            }
            if key == "t" { times = column } else { columns.append((key, column)) }
        }
        var samples: [HistorySample] = []
        for time in times {
            guard let time else { throw .badValue(field: "history.t") }
            if let last = samples.last, time < last.time { throw .badValue(field: "history.t") }
            samples.append(HistorySample(time: time))
        }
        for (name, values) in columns {
            guard values.count == samples.count else {
                throw .raggedColumn(field: name, length: values.count, rows: samples.count)
            }
            if let field = gauges[name] {
                for (row, value) in values.enumerated() { samples[row][keyPath: field] = value }
            } else if let field = counters[name] {
                for row in samples.indices.dropFirst() {
                    let seconds = samples[row].time - samples[row - 1].time
                    samples[row][keyPath: field] = rate(from: values[row - 1], to: values[row], in: seconds)
                }
            }
        }
        return samples
    }

    private static var gauges: [String: WritableKeyPath<HistorySample, Double?>] {
        [
            "tasks": \.tasks, "lag": \.lag, "rss": \.rss, "busy": \.busy, "requests": \.requests,
            "ready_queue": \.readyQueue, "blocked": \.blocked,
        ]
    }

    private static var counters: [String: WritableKeyPath<HistorySample, Double?>] {
        [
            "created": \.created, "ended": \.ended, "cpu": \.cpu, "callbacks": \.callbacks, "steps": \.steps,
            "requests_total": \.requestsBegun,
        ]
    }
}
