using System.CommandLine;
using Annona.Benchmarks.Load;
using BenchmarkDotNet.Running;

// dotnet run -c Release --project bench/Annona.Benchmarks -- load --callers 64
// dotnet run -c Release --project bench/Annona.Benchmarks -- --filter '*Envelope*'
if (args is not ["load", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(LoadCommand).Assembly).Run(args);
    return 0;
}
return await new RootCommand("Load on a whole operation.") { LoadCommand.Make() }.Parse(args).InvokeAsync();
