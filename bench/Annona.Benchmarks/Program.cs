using System.CommandLine;
using Annona.Benchmarks.Load;
using Annona.Benchmarks.People;
using Annona.Benchmarks.Registers;
using Annona.Benchmarks.Verify;
using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Annona.Benchmarks -- load --callers 64
// dotnet run -c Release --project bench/Annona.Benchmarks -- people people.csv --count 1000000
// dotnet run -c Release --project bench/Annona.Benchmarks -- registers --people 100000 1000000 5000000
// dotnet run -c Release --project bench/Annona.Benchmarks -- replay --entries 400000
// dotnet run -c Release --project bench/Annona.Benchmarks -- verify --count 1000000
// dotnet run -c Release --project bench/Annona.Benchmarks -- --filter '*EntryBench*'
if (args is not ["load" or "people" or "registers" or "replay" or "verify", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(LoadCommand).Assembly).Run(args);
    return 0;
}
RootCommand root = new("Load on a whole operation, and lists of people to load it with.")
{
    LoadCommand.Make(), PeopleCommand.Make(), RegistersCommand.Make(), ReplayCommand.Make(),
    VerifyCommand.Make(),
};
return await root.Parse(args).InvokeAsync();
