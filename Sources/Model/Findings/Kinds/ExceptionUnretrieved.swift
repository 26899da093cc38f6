extension FindingKind {
    static let exceptionUnretrieved = FindingKind(
        slug: .exceptionUnretrieved, title: "exception swallowed", severity: .info, thresholds: [],
        meaning: "A task failed, and nobody looked at its exception.",
        why: "What it did is missing, and the only trace is a line in the log at some later time.",
        remedy: "await the task, or look at its result; look at what gather(return_exceptions=True) returns",
        wrong: """
            task = asyncio.create_task(send(mail))   # nobody awaits it
            """,
        right: """
            results = await asyncio.gather(*tasks, return_exceptions=True)
            for failed in (one for one in results if isinstance(one, BaseException)):
                log.error("mail", exc_info=failed)
            """,
        check: { context in
            LogEvidence(.unretrieved, in: context).evidence { words in
                words.changing(" was", to: "").changing(" were", to: "") + " failed, and nobody looked at it"
            }
        })
}
