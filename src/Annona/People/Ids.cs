namespace Annona.People;

/// <summary>An individual.</summary>
public sealed record Person;

/// <summary>The group that is registered, served and moves together: the field's registration group.</summary>
public sealed record Household;
