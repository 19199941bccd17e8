/** The top document: the shell draws everything else. */
export const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>回头客</title>
<link rel="icon" href="data:,">
<link rel="preload" href="/bundle.json" as="fetch" crossorigin="anonymous">
<link rel="stylesheet" href="/fonts/noto.css">
</head>
<body>
<script src="/runtime.js"></script>
</body>
</html>
`;
