// Each suite starts processes of its own and measures nothing; two at once would only fight for the machine.
[assembly: Xunit.v3.Parallelization(MaxThreads = 1)]
