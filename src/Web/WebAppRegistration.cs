using DigitalDocs.Web.Api;
using DigitalDocs.Web.State;
using MudBlazor;
using MudBlazor.Services;

namespace DigitalDocs.Web;

internal static class WebAppRegistration
{
    public static IServiceCollection AddWebApp(
        this IServiceCollection services, Func<IServiceProvider, HttpClient> client)
    {
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.VisibleStateDuration = 5000;
            options.SnackbarConfiguration.ShowTransitionDuration = 150;
            options.SnackbarConfiguration.HideTransitionDuration = 150;
        });
        services.AddSingleton(TimeProvider.System);
        services.AddScoped(client);
        services.AddScoped<ApiClient>();
        services.AddScoped<DocumentsClient>();
        services.AddScoped<TransactionsClient>();
        services.AddScoped<SearchClient>();
        services.AddScoped<UsersClient>();
        services.AddScoped<AccountClient>();
        services.AddScoped<DeadLettersClient>();
        services.AddScoped<Session>();
        services.AddScoped<Rights>();
        services.AddScoped<LiveEvents>();
        services.AddScoped<Uploads>();
        services.AddScoped<Shell>();
        services.AddScoped<Appearance>();
        return services;
    }
}
