namespace Dlnx.Verify.Tests.DataSets;

/// <summary>How the server of a test answers one request.</summary>
public enum Answer
{
    /// <summary>The content, or the part of it that was asked for.</summary>
    Right,

    /// <summary>The content from its beginning, whatever part was asked for.</summary>
    Whole,

    /// <summary>A thousand further bytes, then the connection is closed.</summary>
    Truncated,

    /// <summary>A thousand further bytes, then silence.</summary>
    Stalled,

    /// <summary>Silence from the beginning.</summary>
    Mute,

    /// <summary>The content with one byte changed.</summary>
    Corrupt,

    /// <summary>The content and one more byte, without saying how long it is.</summary>
    TooLong,

    /// <summary>Another document, as a login page would be.</summary>
    OtherLength,

    /// <summary>A part that begins elsewhere than asked for.</summary>
    OtherPart,

    /// <summary>A redirection to another path, where the next answer waits.</summary>
    Redirect,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>500.</summary>
    Error,
}
