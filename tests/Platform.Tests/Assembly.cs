// Most of these tests wait for servers and processes rather than compute: more of them at once than there are processors.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
