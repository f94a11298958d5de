using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DigitalDocs.Platform.Composition;

/// <summary>
/// A service: a class library that the host can put into any process. <see cref="Register"/> is called before
/// the container is built, <see cref="Map"/> once afterwards; neither does I/O.
/// </summary>
public interface IService
{
    /// <summary>The target's name on the command line, in routes' ownership and in file and schema names.</summary>
    static abstract string Name { get; }

    static abstract void Register(IHostApplicationBuilder builder);

    static abstract void Map(IEndpointRouteBuilder routes);
}
