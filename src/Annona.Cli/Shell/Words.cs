using System.CommandLine;

namespace Annona.Cli.Shell;

/// <summary>Arguments and options in one line each.</summary>
static class Words
{
    /// <summary>A word that must be given.</summary>
    public static Argument<string> Argument(string name, string description) =>
        new(name) { Description = description };

    /// <summary>A word that may be left out.</summary>
    public static Argument<string?> Optional(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };

    /// <summary>An option; its type's default when it is left out.</summary>
    public static Option<T> Option<T>(string name, string description) =>
        Choices.Understood(new Option<T>(name) { Description = description });

    /// <summary>An option with what holds when it is left out.</summary>
    public static Option<T> Option<T>(string name, string description, T otherwise) =>
        Choices.Understood(new Option<T>(name) { Description = description, DefaultValueFactory = _ => otherwise });

    /// <summary>An option that must be given.</summary>
    public static Option<T> Required<T>(string name, string description) =>
        Choices.Understood(new Option<T>(name) { Description = description, Required = true });

    /// <summary>Words that may be repeated or left out.</summary>
    public static Argument<string[]> Several(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.ZeroOrMore };

    /// <summary>An option that names a file.</summary>
    public static Option<string?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE" };

    /// <summary>An option that names a file and must be given.</summary>
    public static Option<string> RequiredFile(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", Required = true };

    /// <summary>Marks what is made up for training or a demonstration.</summary>
    public static Option<bool> Synthetic() => new("--synthetic") { Description = "Made up for training." };
}
