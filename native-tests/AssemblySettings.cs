// Resident memory is a figure of the whole process: no other test may run beside that one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
