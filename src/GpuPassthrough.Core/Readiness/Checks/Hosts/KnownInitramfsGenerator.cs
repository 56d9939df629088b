using GpuPassthrough.Boot;
using GpuPassthrough.Boot.Initramfs;

namespace GpuPassthrough.Readiness.Checks.Hosts;

/// <summary>Whether it is known what makes the initramfs, into which vfio-pci and its configuration have to come.</summary>
internal sealed class KnownInitramfsGenerator() : HostRule("InitramfsGenerator", "update-initramfs(8), dracut(8), mkinitcpio(8), booster(1)")
{
    internal override Finding Judge(HostScene scene)
    {
        try
        {
            InitramfsGenerator generator = InitramfsGenerators.Detect(scene.Host);
            string evidence = Messages.Format("ReadyLoader", generator.Name, string.Join(' ', generator.Evidence));
            return generator.IsManaged ? Finding.Pass(evidence) : Finding.Warn(evidence, Messages.Format("ReadyGeneratorByHand"));
        }
        catch (BootConfigurationException exception)
        {
            return Finding.Warn(exception);
        }
    }
}
