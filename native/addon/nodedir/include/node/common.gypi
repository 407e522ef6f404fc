# What node-gyp reads from a folder of Node's headers. The headers themselves come from the package node-api-headers, so
# that nothing is downloaded; all flags stand in binding.gyp.
{
  'target_defaults': { 'default_configuration': 'Release', 'configurations': { 'Release': {} } },
}
