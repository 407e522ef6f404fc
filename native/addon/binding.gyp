# The same floating-point rules as on the glove: no fused multiply-add, no shortcuts.
{
  'variables': {
    'engine_hash%': 'unknown',
  },
  'targets': [
    {
      'target_name': 'engine',
      'sources': [ 'addon.cpp' ],
      'include_dirs': [
        '<!(node -p "require(\'node-addon-api\').include_dir")',
        # Relative, as the other is: a folder's name may hold spaces, and make does not quote.
        '<!(node -p "require(\'path\').relative(\'.\', require(\'node-api-headers\').include_dir)")',
      ],
      'defines': [ 'NAPI_VERSION=8', 'NODE_ADDON_API_DISABLE_CPP_EXCEPTIONS', 'RINGSIDE_ENGINE_HASH="<(engine_hash)"' ],
      'cflags': [ '-fPIC', '-O2', '-ffp-contract=off', '-fno-math-errno', '-fvisibility=hidden', '-Wall', '-Wextra' ],
      'cflags_cc': [ '-std=gnu++17', '-fno-exceptions' ],
      'ldflags': [ '-s' ],
      'xcode_settings': {
        'CLANG_CXX_LANGUAGE_STANDARD': 'gnu++17',
        'GCC_OPTIMIZATION_LEVEL': '2',
        'MACOSX_DEPLOYMENT_TARGET': '11.0',
        'OTHER_CPLUSPLUSFLAGS': [ '-ffp-contract=off', '-fno-math-errno', '-fvisibility=hidden', '-fno-exceptions', '-Wno-unknown-pragmas' ],
      },
      'msvs_settings': {
        'VCCLCompilerTool': { 'AdditionalOptions': [ '/fp:precise', '/O2', '/std:c++17' ] },
      },
    },
  ],
}
