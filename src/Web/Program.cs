using DigitalDocs.Web;
using DigitalDocs.Web.Api;
using DigitalDocs.Web.State;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
builder.Services.AddWebApp(provider => new HttpClient(
    new BearerHandler(provider.GetRequiredService<Session>()) { InnerHandler = new HttpClientHandler() })
{
    BaseAddress = new Uri(builder.HostEnvironment.BaseAddress),
});

await builder.Build().RunAsync();
