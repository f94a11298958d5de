using MudBlazor;

namespace DigitalDocs.Web.Layout;

/// <summary>The product's own look: evergreen ink on paper, with the amber of a highlighter.</summary>
internal static class BrandTheme
{
    private static readonly string[] Fonts =
        ["Public Sans", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif"];

    public static MudTheme Value { get; } = new()
    {
        PaletteLight = Light(),
        PaletteDark = Dark(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
        Typography = Type(),
    };

    private static PaletteLight Light() => new()
    {
        Primary = "#0e5a53",
        PrimaryContrastText = "#ffffff",
        Secondary = "#7a4f00",
        Tertiary = "#34569c",
        Info = "#2b5c9e",
        Success = "#266a3a",
        Warning = "#8a5200",
        Error = "#b0261e",
        Background = "#f6f5f1",
        Surface = "#ffffff",
        AppbarBackground = "#f6f5f1",
        AppbarText = "#1b2421",
        TextPrimary = "#1b2421",
        TextSecondary = "#54605b",
        ActionDefault = "#46524d",
        LinesDefault = "#e3e0d7",
        LinesInputs = "#8b948f",
        TableLines = "#ebe8e0",
        TableHover = "#f3f1ea",
        Divider = "#e3e0d7",
        OverlayDark = "rgba(12,24,22,0.5)",
    };

    private static PaletteDark Dark() => new()
    {
        Primary = "#74d0c1",
        PrimaryContrastText = "#05211d",
        Secondary = "#f0bd5b",
        SecondaryContrastText = "#241800",
        Tertiary = "#9bb8f0",
        Info = "#8fbcf5",
        InfoContrastText = "#06203f",
        Success = "#83ce98",
        SuccessContrastText = "#06260f",
        Warning = "#f0bd5b",
        WarningContrastText = "#241800",
        Error = "#ff9a90",
        ErrorContrastText = "#3a0602",
        Background = "#101615",
        Surface = "#182120",
        AppbarBackground = "#101615",
        AppbarText = "#e6ecea",
        TextPrimary = "#e6ecea",
        TextSecondary = "#a5b1ad",
        ActionDefault = "#b4bfbb",
        LinesDefault = "#2c3835",
        LinesInputs = "#6f7c78",
        TableLines = "#263230",
        TableHover = "#1e2927",
        Divider = "#2c3835",
        OverlayDark = "rgba(0,0,0,0.6)",
    };

    private static Typography Type() => new()
    {
        Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.9375rem", LineHeight = "1.5" },
        H1 = new H1Typography { FontFamily = Fonts, FontSize = "1.625rem", FontWeight = "650", LineHeight = "1.25", LetterSpacing = "-0.015em" },
        H2 = new H2Typography { FontFamily = Fonts, FontSize = "1.125rem", FontWeight = "650", LineHeight = "1.35", LetterSpacing = "-0.006em" },
        H6 = new H6Typography { FontFamily = Fonts, FontSize = "1.125rem", FontWeight = "650", LetterSpacing = "-0.006em" },
        Button = new ButtonTypography { FontFamily = Fonts, FontSize = "0.9rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "0" },
        Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "0.9375rem", LetterSpacing = "0" },
        Body2 = new Body2Typography { FontFamily = Fonts, FontSize = "0.875rem", LetterSpacing = "0" },
        Subtitle1 = new Subtitle1Typography { FontFamily = Fonts, FontSize = "0.9375rem", FontWeight = "600", LetterSpacing = "0" },
        Caption = new CaptionTypography { FontFamily = Fonts, FontSize = "0.8125rem", LetterSpacing = "0" },
    };
}
