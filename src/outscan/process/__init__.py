"""Technical processing (技术处理) with proof."""
