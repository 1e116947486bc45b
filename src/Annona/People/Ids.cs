namespace Annona.People;

/// <summary>An individual.</summary>
public sealed record Person;

/// <summary>The group that is registered, served and moves together: the field's registration group.</summary>
public sealed record Household;

/// <summary>A list of people that a party owns and sends again as it changes.</summary>
public sealed record PeopleList;

/// <summary>A leave to see names: who gets them, for what, on what basis.</summary>
public sealed record Disclosure;
