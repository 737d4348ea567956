// Stands in for Cake.Frosting 6.0.0: the same names and shapes, for the part that build/ uses.

using Cake.Core.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Internal;

/// <summary>Takes what a Cake module registers over into a service collection.</summary>
internal sealed class ModuleRegistrar : ICakeContainerRegistrar
{
    private readonly List<Registration> _registrations = [];

    public ICakeRegistrationBuilder RegisterType(Type type) => Add(new Registration(type, null));

    public ICakeRegistrationBuilder RegisterInstance<TImplementation>(TImplementation instance)
        where TImplementation : class => Add(new Registration(typeof(TImplementation), instance));

    public void AddTo(IServiceCollection services)
    {
        foreach (Registration registration in _registrations)
            registration.AddTo(services);
    }

    private Registration Add(Registration registration)
    {
        _registrations.Add(registration);
        return registration;
    }

    private sealed class Registration(Type implementation, object? instance) : ICakeRegistrationBuilder
    {
        private Type? _service;
        private ServiceLifetime _lifetime = ServiceLifetime.Transient;

        // The last As wins, as in the genuine host.
        public ICakeRegistrationBuilder As(Type type)
        {
            _service = type;
            return this;
        }

        public ICakeRegistrationBuilder AsSelf() => As(implementation);

        public ICakeRegistrationBuilder Singleton()
        {
            _lifetime = ServiceLifetime.Singleton;
            return this;
        }

        public ICakeRegistrationBuilder Transient()
        {
            _lifetime = ServiceLifetime.Transient;
            return this;
        }

        public void AddTo(IServiceCollection services) => services.Add(instance is null
            ? new ServiceDescriptor(_service ?? implementation, implementation, _lifetime)
            : new ServiceDescriptor(_service ?? implementation, instance));
    }
}
