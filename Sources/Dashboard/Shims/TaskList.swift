import Model
enum TaskList {
    static func rows(of picture: Picture, order: TaskOrder, filter: TaskFilter) -> [TaskRow] {
        picture.tasks.values.filter(filter.matches).sorted { $0.id < $1.id }.map {
            TaskRow(
                id: $0.id, depth: 0, ancestorsContinue: [], isLast: true, childCount: 0, isCollapsed: false,
                isMatch: true)
        }
    }
}
